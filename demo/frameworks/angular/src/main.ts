import { Component } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { ConnectBank } from './connect-bank';
import { EverySetting } from './every-setting';
import { ReactiveForm } from './reactive-form';

@Component({
  selector: 'app-root',
  imports: [ConnectBank, ReactiveForm, EverySetting],
  template: `
    <main>
      <h1>Angular</h1>
      <app-connect-bank />
      <app-reactive-form />
      <app-every-setting />
    </main>
  `,
})
class App {}

await bootstrapApplication(App);
