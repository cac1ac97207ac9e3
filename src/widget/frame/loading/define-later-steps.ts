import { ChallengeStep } from '../steps/challenge/challenge-step.ts';
import { approvalChallenge } from '../steps/challenge/approval-challenge.ts';
import { ChoiceChallenge } from '../steps/challenge/choice-challenge.ts';
import { CodeChallenge } from '../steps/challenge/code-challenge.ts';
import { QuestionsChallenge } from '../steps/challenge/questions-challenge.ts';
import { TimeLimit } from '../steps/challenge/time-limit.ts';
import { consentStep } from '../steps/consent-step.ts';
import { CredentialInput } from '../steps/credentials/credential-input.ts';
import { CredentialStep } from '../steps/credentials/credential-step.ts';
import { keyboardCover } from '../steps/keyboard-cover.ts';
import { LeaveConfirm } from '../steps/leave-confirm.ts';
import { ProgressStep } from '../steps/progress-step.ts';
import { attemptFailureText } from '../steps/result/attempt-failure-text.ts';
import { addFailureTexts } from '../steps/result/failure-text.ts';
import { stepOf } from '../steps/step.ts';
import { submitByPress } from '../input/submit-by-press.ts';
import fields from '../theme/fields.css?inline';
import consent from '../steps/consent-step.css?inline';
import credentials from '../steps/credentials/credential-step.css?inline';
import challenge from '../steps/challenge/challenge-step.css?inline';
import progress from '../steps/progress-step.css?inline';
import leaveConfirm from '../steps/leave-confirm.css?inline';

export { runAttemptRequest } from '../flow/requests/run-attempt-request.ts';

/** The styles of these steps, which the page does not have. */
export const styles = fields + consent + credentials + challenge + progress + leaveConfirm;

// The elements of the steps after the list.
customElements.define('consent-step', stepOf(consentStep));
customElements.define('credential-step', CredentialStep);
customElements.define('credential-input', CredentialInput);
customElements.define('leave-confirm', LeaveConfirm);
customElements.define('keyboard-cover', stepOf(keyboardCover));
customElements.define('progress-step', ProgressStep);
customElements.define('challenge-step', ChallengeStep);
customElements.define('code-challenge', CodeChallenge);
customElements.define('questions-challenge', QuestionsChallenge);
customElements.define('choice-challenge', ChoiceChallenge);
customElements.define('approval-challenge', stepOf(approvalChallenge));
customElements.define('time-limit', TimeLimit);

addFailureTexts(attemptFailureText);
submitByPress();
