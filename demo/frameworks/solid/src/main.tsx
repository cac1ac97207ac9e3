import { render } from 'solid-js/web';
import { ConnectBank } from './ConnectBank';
import { EverySetting } from './EverySetting';

render(
  () => (
    <main>
      <h1>Solid</h1>
      <ConnectBank />
      <EverySetting />
    </main>
  ),
  document.getElementById('app')!,
);
