import 'araucaria-connect';
import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';

@Component({
  selector: 'app-connect-bank',
  imports: [FormsModule],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <form aria-label="A form">
      <araucaria-connect-button
        [(ngModel)]="connectionId"
        ngDefaultControl
        name="connection"
        token-endpoint="/api/widget-token"
        widget-src="http://127.0.0.1:4400/widget/araucaria-connect.js"
      />
      <label>Connection <input [(ngModel)]="connectionId" name="shown" /></label>
    </form>
  `,
})
export class ConnectBank {
  readonly connectionId = signal('');
}
