import { ChallengeStep } from './challenge-step.ts';
import { ApprovalChallenge } from './challenge/approval-challenge.ts';
import { ChoiceChallenge } from './challenge/choice-challenge.ts';
import { CodeChallenge } from './challenge/code-challenge.ts';
import { QuestionsChallenge } from './challenge/questions-challenge.ts';
import { TimeLimit } from './challenge/time-limit.ts';
import { ConsentStep } from './consent-step.ts';
import { CredentialInput } from './credential-input.ts';
import { CredentialStep } from './credential-step.ts';
import { KeyboardCover } from './keyboard-cover.ts';
import { LeaveConfirm } from './leave-confirm.ts';
import { ProgressStep } from './progress-step.ts';
import { submitByPress } from './submit-by-press.ts';

export { cancelAttempt } from './api/attempts.ts';
export { runAttemptRequest } from './flow/run-attempt-request.ts';

// The steps after the list, and their requests.
customElements.define('consent-step', ConsentStep);
customElements.define('credential-step', CredentialStep);
customElements.define('credential-input', CredentialInput);
customElements.define('leave-confirm', LeaveConfirm);
customElements.define('keyboard-cover', KeyboardCover);
customElements.define('progress-step', ProgressStep);
customElements.define('challenge-step', ChallengeStep);
customElements.define('code-challenge', CodeChallenge);
customElements.define('questions-challenge', QuestionsChallenge);
customElements.define('choice-challenge', ChoiceChallenge);
customElements.define('approval-challenge', ApprovalChallenge);
customElements.define('time-limit', TimeLimit);

submitByPress();
