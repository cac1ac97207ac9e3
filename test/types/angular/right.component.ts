import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { FormControl, FormsModule, ReactiveFormsModule } from '@angular/forms';
import type { AraucariaExitEvent, AraucariaSuccessEvent, FetchToken } from 'araucaria-connect';
import { ConnectButton } from './araucaria-connect-button.directive';

class Page {
  readonly id = signal<string | null>(null);
  readonly control = new FormControl('');
  bank = '';
  readonly headers = () => ({ 'X-CSRF-Token': 'token' });
  readonly fetchToken: FetchToken = async () => ({ widgetToken: 'wtk', connectionId: 'conn' });
  onSuccess = ({ detail }: AraucariaSuccessEvent) => this.id.set(detail.connectionId);
  onExit = ({ detail }: AraucariaExitEvent) => console.log(detail.error?.code);
}

@Component({
  selector: 'app-with-schema',
  imports: [FormsModule],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <araucaria-connect-button
      token-endpoint="/api/widget-token"
      [connectionId]="id()"
      [fetchToken]="fetchToken"
      ngDefaultControl
      [(ngModel)]="bank"
      (araucaria-success)="onSuccess($event)"
      (araucaria-exit)="onExit($event)"
    />
  `,
})
export class WithSchema extends Page {}

@Component({
  selector: 'app-with-directive',
  imports: [ConnectButton, ReactiveFormsModule],
  template: `
    <araucaria-connect-button
      tokenEndpoint="/api/widget-token"
      [connectionId]="id()"
      preload="visible"
      autosubmit
      [required]="true"
      [headers]="headers"
      [fetchToken]="fetchToken"
      [formControl]="control"
      (araucaria-success)="onSuccess($event)"
      (araucaria-exit)="onExit($event)"
    />
  `,
})
export class WithDirective extends Page {}
