import { render } from 'preact';
import { ConnectBank } from './ConnectBank';
import { EverySetting } from './EverySetting';

render(
  <main>
    <h1>Preact</h1>
    <ConnectBank />
    <EverySetting />
  </main>,
  document.getElementById('app')!,
);
