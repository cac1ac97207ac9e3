import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ConnectBank } from './ConnectBank';
import { ConnectBankByTag } from './ConnectBankByTag';
import { EverySetting } from './EverySetting';

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <main>
      <h1>React</h1>
      <ConnectBank />
      <ConnectBankByTag />
      <EverySetting />
    </main>
  </StrictMode>,
);
