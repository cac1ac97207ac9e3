import { ConnectApp } from './app.ts';
import { InstitutionStep } from './steps/institution/institution-step.ts';
import { ResultStep } from './steps/result/result-step.ts';
import { WaitingStep } from './steps/waiting-step.ts';

// What may be needed before the user has chosen a bank; the rest is in `define-later-steps.ts`.
customElements.define('connect-app', ConnectApp);
customElements.define('institution-step', InstitutionStep);
customElements.define('result-step', ResultStep);
customElements.define('waiting-step', WaitingStep);

document.body.append(new ConnectApp());
