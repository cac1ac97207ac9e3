import { cacheOnlyHash } from '../../shared/frame-page.ts';
import { ConnectApp } from './app.ts';
import { InstitutionStep } from './steps/institution/institution-step.ts';
import { MissingStep } from './steps/missing-step.ts';
import { resultStep } from './steps/result/result-step.ts';
import { stepOf } from './steps/step.ts';
import { waitingStep } from './steps/waiting-step.ts';

// The elements that may be needed before the user has chosen a bank. `define-later-steps.ts` has the others.
customElements.define('connect-app', ConnectApp);
customElements.define('institution-step', InstitutionStep);
customElements.define('missing-step', MissingStep);
customElements.define('result-step', stepOf(resultStep));
customElements.define('waiting-step', stepOf(waitingStep));

if (location.hash !== cacheOnlyHash) document.body.append(new ConnectApp());
