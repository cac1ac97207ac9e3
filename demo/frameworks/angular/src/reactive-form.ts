import 'araucaria-connect';
import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';

@Component({
  selector: 'app-reactive-form',
  imports: [ReactiveFormsModule],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <form aria-label="A reactive form" [formGroup]="form">
      <araucaria-connect-button
        formControlName="connection"
        ngDefaultControl
        name="connection"
        token-endpoint="/api/widget-token"
        widget-src="http://127.0.0.1:4400/widget/araucaria-connect.js"
      />
      <label>
        Connection
        <input #shown [value]="form.value.connection" (input)="form.setValue({ connection: shown.value })" />
      </label>
    </form>
  `,
})
export class ReactiveForm {
  readonly form = new FormGroup({ connection: new FormControl('', { nonNullable: true }) });
}
