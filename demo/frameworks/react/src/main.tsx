import 'araucaria-connect';
import type {} from 'araucaria-connect/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ConnectBank } from './ConnectBank';
import { EverySetting } from './EverySetting';

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <main>
      <h1>React</h1>
      <ConnectBank />
      <EverySetting />
    </main>
  </StrictMode>,
);
