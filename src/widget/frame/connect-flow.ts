import type { HostMessage } from '../../shared/port-protocol.ts';
import type { Attempt, Institution, InstitutionSummary } from '../../shared/widget-api.ts';
import { isWidgetErrorCode } from '../../shared/widget-error.ts';
import { AttemptRun } from './attempt-run.ts';
import { ConnectSession, type OpenSession } from './connect-session.ts';
import type { HostPort } from './port.ts';
import { remediesFor } from './remedies.ts';
import type { Failure, Remedy } from './result-step.ts';
import { ApiError, getInstitution } from './session.ts';
import type { View } from './view.ts';
import { WidgetTokens } from './widget-tokens.ts';

type OpenMessage = Extract<HostMessage, { type: 'open' }>;

/** One run in the frame, from `open` to `exit`: what the user does and the servers answer, turned into views. */
export class ConnectFlow {
  readonly #port: HostPort;
  readonly #onChange: () => void;
  readonly #tokens: WidgetTokens;
  readonly #session: ConnectSession;
  readonly #open: OpenMessage;
  #opened: OpenSession | null = null;
  #view: View = { step: 'blank' };
  // What a failed token request came between.
  #interrupted: View | null = null;
  // What was typed into the last form, for another try; never a password.
  #kept: Record<string, string> = {};
  #unsaved = false;
  #asking = false;
  #attempt: AttemptRun | null = null;
  // What is under way; a newer intention of the user ends it.
  #work = new AbortController();

  constructor(port: HostPort, open: OpenMessage, onChange: () => void) {
    this.#port = port;
    this.#open = open;
    this.#onChange = onChange;
    this.#tokens = new WidgetTokens(() => this.#port.send({ type: 'request-token' }));
    this.#session = new ConnectSession(this.#tokens, port.hostOrigin, open.renewable);
  }

  /** What is on screen. */
  get view(): View {
    return this.#view;
  }

  /** Whether the user is being asked if they mean to leave. */
  get asking(): boolean {
    return this.#asking;
  }

  /** As users know it; undefined until the session stands. */
  get applicationName(): string | undefined {
    return this.#opened?.applicationName;
  }

  /** Whether the run is about one bank, and no other may be chosen. */
  get fixed(): boolean {
    return this.#opened?.mode === 'recredential';
  }

  /** Shows the first step: the bank list at once where it is sure to be wanted, else what the session says. */
  async start(): Promise<void> {
    const { newConnection, institution } = this.#open;
    this.#show(newConnection && !institution ? { step: 'institution' } : { step: 'waiting', institution: null });
    const signal = this.#begin();
    try {
      const session = await this.#session.open();
      this.#opened = session;
      if (signal.aborted) return;
      const preselected = session.institution ?? (institution && (await findPreselected(institution)));
      if (signal.aborted) return;
      if (preselected) this.#showForm(preselected);
      else if (this.#view.step !== 'institution') this.#show({ step: 'institution' });
    } catch (error) {
      if (!signal.aborted) this.#fail(error, null);
    }
  }

  /** What came over the port, but for `open`. */
  receive(message: Exclude<HostMessage, OpenMessage>): void {
    if (message.type === 'token') {
      this.#tokens.receive(message);
      if (this.#interrupted) this.#resume();
    } else if (message.type === 'token-failed') {
      const interrupted = this.#interrupted ?? this.#view;
      this.#showFailure('token-failed', null);
      this.#interrupted = interrupted;
    } else {
      this.#port.send({ type: 'leaving' });
      this.leave();
    }
  }

  /** The user chose a bank from the list. */
  async choose(summary: InstitutionSummary): Promise<void> {
    this.#tell('institution-selected');
    const signal = this.#begin();
    this.#show({ step: 'waiting', institution: summary });
    try {
      const [session, institution] = await Promise.all([this.#session.open(), getInstitution(summary.id)]);
      this.#opened = session;
      // A repair is about the one bank the server names, whatever was chosen here.
      if (!signal.aborted) this.#showForm((this.fixed && session.institution) || institution);
    } catch (error) {
      if (!signal.aborted) this.#fail(error, summary);
    }
  }

  /** Back to the bank list. */
  list(): void {
    this.#begin();
    this.#kept = {};
    this.#setUnsaved(false);
    this.#show({ step: 'institution' });
  }

  /** Whether the form holds something that would be lost. */
  typed(something: boolean): void {
    this.#setUnsaved(something);
  }

  /** Sends the credentials to the bank and follows the attempt. */
  async send(institution: Institution, credentials: Record<string, string>): Promise<void> {
    this.#tell('credentials-submitted');
    const signal = this.#begin();
    this.#setUnsaved(true);
    this.#kept = withoutPasswords(institution, credentials);
    this.#show({ step: 'progress', institution, phase: 'sending' });
    try {
      const { attemptToken, attempt } = await this.#session.send(institution, credentials, signal);
      const run = new AttemptRun(attemptToken);
      // Given up while it was being sent.
      if (signal.aborted) return run.cancel();
      this.#attempt = run;
      this.#show({ step: 'progress', institution, phase: 'waiting' });
      const settled = await run.settled(attempt);
      if (!signal.aborted) this.#advance(settled, institution);
    } catch (error) {
      if (!signal.aborted) this.#fail(error, institution);
    }
  }

  /** Answers the bank's challenge; null when its time is over, to hear what that means. */
  async answer(institution: Institution, code: string | null): Promise<void> {
    const run = this.#attempt;
    if (!run) return;
    const { signal } = this.#work;
    this.#show({ step: 'progress', institution, phase: 'waiting' });
    try {
      const settled = await (code === null ? run.settled({ status: 'connecting' }) : run.answer(code));
      if (!signal.aborted) this.#advance(settled, institution);
    } catch (error) {
      if (!signal.aborted) this.#fail(error, institution);
    }
  }

  /** Gives the attempt up and goes back to the form. */
  cancel(institution: Institution): void {
    this.#begin();
    this.#showForm(institution);
  }

  /** Does what the user chose after a failure. */
  remedy(remedy: Remedy): void {
    const view = this.#view;
    if (view.step !== 'failed') return;
    if (view.failure === 'token-failed') {
      this.#resume();
      this.#tokens.renew();
    } else if (remedy === 'other') this.list();
    else if (!view.institution) void this.start();
    else if ('fields' in view.institution) this.#showForm(view.institution);
    else void this.choose(view.institution);
  }

  /** The user wants to leave: asks first if something would be lost. */
  leave(): void {
    if (!this.#unsaved) return this.exit();
    this.#asking = true;
    this.#onChange();
  }

  /** The user stays after all. */
  stay(): void {
    this.#asking = false;
    this.#onChange();
  }

  /** Ends the run: after a failure with its code, else as closed by the user. */
  exit(): void {
    const code = this.#view.step === 'failed' ? this.#view.failure : null;
    this.#begin();
    this.#setUnsaved(false);
    this.#show({ step: 'blank' });
    this.#port.send({ type: 'exit', code });
  }

  #advance(attempt: Attempt, institution: Institution): void {
    if (attempt.status === 'challenge') {
      this.#tell('challenge-shown');
      this.#show({ step: 'challenge', institution, challenge: attempt.challenge });
    } else if (attempt.status === 'connected') {
      this.#attempt = null;
      this.#kept = {};
      this.#setUnsaved(false);
      this.#tell('connected');
      this.#show({ step: 'connected', institution });
      this.#port.send({ type: 'success', connectionId: attempt.connectionId });
    } else if (attempt.status === 'failed') {
      this.#attempt = null;
      const { code, triesLeft } = attempt;
      if (code === 'invalid-credentials' && triesLeft > 0) this.#showForm(institution, triesLeft);
      else this.#showFailure(isWidgetErrorCode(code) ? code : 'internal-error', institution);
    }
  }

  #showForm(institution: Institution, triesLeft: number | null = null): void {
    const kept = this.#kept;
    this.#setUnsaved(Object.values(kept).some((value) => value !== ''));
    this.#show({ step: 'credentials', institution, kept, triesLeft });
  }

  #fail(error: unknown, institution: Institution | InstitutionSummary | null): void {
    // Whatever is no answer of the API's is a fault of ours, and shouldn't go unseen.
    if (!(error instanceof ApiError)) reportError(error);
    this.#showFailure(error instanceof ApiError ? error.code : 'internal-error', institution);
  }

  #showFailure(failure: Failure, institution: Institution | InstitutionSummary | null): void {
    this.#attempt = null;
    this.#setUnsaved(false);
    this.#tell('failed');
    this.#show({ step: 'failed', failure, remedies: remediesFor(failure, this.fixed), institution });
  }

  #show(view: View): void {
    // Whoever is asked whether to leave is asked about what was going on, and that has just changed.
    if (view.step !== 'progress' && view.step !== 'challenge') this.#asking = false;
    this.#view = view;
    this.#interrupted = null;
    this.#onChange();
  }

  #resume(): void {
    if (this.#interrupted) this.#show(this.#interrupted);
  }

  #begin(): AbortSignal {
    this.#work.abort();
    this.#work = new AbortController();
    this.#attempt?.cancel();
    this.#attempt = null;
    return this.#work.signal;
  }

  #setUnsaved(unsaved: boolean): void {
    if (unsaved === this.#unsaved) return;
    this.#unsaved = unsaved;
    this.#port.send({ type: 'unsaved', unsaved });
  }

  #tell(name: string): void {
    this.#port.send({ type: 'event', name });
  }
}

// A preselection is a wish: where there is no such bank, the list is shown.
async function findPreselected(id: string): Promise<Institution | null> {
  try {
    return await getInstitution(id);
  } catch {
    return null;
  }
}

function withoutPasswords({ fields }: Institution, credentials: Record<string, string>): Record<string, string> {
  const kept = fields.filter(({ type }) => type !== 'password').map(({ name }) => [name, credentials[name] ?? '']);
  return Object.fromEntries(kept) as Record<string, string>;
}
