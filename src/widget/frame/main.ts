import { ChallengeStep } from './challenge-step.ts';
import { ConnectApp } from './connect-app.ts';
import { CredentialStep } from './credential-step.ts';
import { InstitutionStep } from './institution-step.ts';
import { LeaveConfirm } from './leave-confirm.ts';
import { ProgressStep } from './progress-step.ts';
import { ResultStep } from './result-step.ts';

customElements.define('connect-app', ConnectApp);
customElements.define('institution-step', InstitutionStep);
customElements.define('credential-step', CredentialStep);
customElements.define('challenge-step', ChallengeStep);
customElements.define('progress-step', ProgressStep);
customElements.define('result-step', ResultStep);
customElements.define('leave-confirm', LeaveConfirm);

document.body.append(new ConnectApp());
