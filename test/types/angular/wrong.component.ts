// Each line with a code in a comment is one that the checker has to refuse with it.
import { Component } from '@angular/core';
import { ConnectButton } from './araucaria-connect-button.directive';

@Component({
  selector: 'app-wrong',
  imports: [ConnectButton],
  template: `
    <araucaria-connect-button preload="later" /> <!-- TS2322 -->
    <araucaria-connect-button disabled="yes" /> <!-- TS2322 -->
    <araucaria-connect-button [tokenEndpoint]="42" /> <!-- TS2322 -->
    <araucaria-connect-button [endpoint]="'/api'" /> <!-- NG8002 -->
    <araucaria-connect-button [fetchToken]="token" /> <!-- TS2322 -->
    <araucaria-connect-button (araucaria-success)="print($event.detail.token)" /> <!-- TS2339 -->
    <araucaria-connect-button (araucaria-exit)="print($event.detail.error.code)" /> <!-- TS2531 -->
    <araucaria-connect-button (araucaria-done)="print($event.detail)" /> <!-- TS2339 -->
    <araucaria-connect-button [value]="42" /> <!-- TS2322 -->
    <araucaria-connect-button [headers]="['token']" /> <!-- TS2322 -->
    <araucaria-connect-button (araucaria-event)="print($event.detail.step)" /> <!-- TS2339 -->
    <araucaria-connect-buton /> <!-- NG8001 -->
  `,
})
export class Wrong {
  token = async () => 'wtk';
  print = (text: string) => console.log(text);
}
