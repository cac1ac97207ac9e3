import { ConnectBank } from './connect-bank';
import { EverySetting } from './every-setting';

export default function Page() {
  return (
    <main>
      <h1>Next</h1>
      <ConnectBank />
      <EverySetting />
    </main>
  );
}
