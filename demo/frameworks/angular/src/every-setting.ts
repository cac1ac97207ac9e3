import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { fetchToken } from './fetch-token';

const settings = {
  undefined: { institution: undefined, credentials: undefined, fetchToken: undefined },
  null: { institution: null, credentials: null, fetchToken: null },
  given: { institution: 'banco-alerce', credentials: 'omit', fetchToken },
} as const;

@Component({
  selector: 'app-every-setting',
  imports: [FormsModule],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <section aria-label="Every setting">
      @if (isShown()) {
        <araucaria-connect-button
          token-endpoint="/api/widget-token"
          widget-src="http://127.0.0.1:4400/widget/araucaria-connect.js"
          [attr.connection-id]="connectionId() || undefined"
          [disabled]="isDisabled()"
          [institution]="settings[others()].institution"
          [credentials]="settings[others()].credentials"
          [fetchToken]="settings[others()].fetchToken"
          (araucaria-open)="write('open ' + $event.detail.connectionId)"
          (araucaria-event)="write('event ' + $event.detail.name)"
          (araucaria-success)="write('success ' + $event.detail.connectionId)"
          (araucaria-exit)="write('exit ' + $event.detail.error?.code)"
        />
      }
      <label><input type="checkbox" [(ngModel)]="isShown" /> Shown</label>
      <label><input type="checkbox" [(ngModel)]="isDisabled" /> Disabled</label>
      <label>Connection to repair <input [(ngModel)]="connectionId" /></label>
      <label>
        Other settings
        <select [(ngModel)]="others">
          @for (name of names; track name) {
            <option>{{ name }}</option>
          }
        </select>
      </label>
      <ol>
        @for (line of log(); track $index) {
          <li>{{ line }}</li>
        }
      </ol>
    </section>
  `,
})
export class EverySetting {
  readonly settings = settings;
  readonly names = Object.keys(settings);
  readonly isShown = signal(true);
  readonly isDisabled = signal(false);
  readonly connectionId = signal('');
  readonly others = signal<keyof typeof settings>('undefined');
  readonly log = signal<string[]>([]);

  write(line: string): void {
    this.log.update((lines) => [...lines, line]);
  }
}
