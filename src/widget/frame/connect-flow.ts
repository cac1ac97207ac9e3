import type { HostMessage } from '../../shared/port-protocol.ts';
import type { Attempt, Challenge, Institution, InstitutionSummary } from '../../shared/widget-api.ts';
import { isWidgetErrorCode } from '../../shared/widget-error.ts';
import { AttemptRun } from './attempt-run.ts';
import type { Answer } from './challenge/answer.ts';
import { ConnectSession, type OpenSession } from './connect-session.ts';
import { CurrentView } from './current-view.ts';
import { exitCodeOf, failureOf, type Failure } from './failure.ts';
import { KeyboardGuard } from './keyboard-guard.ts';
import { KeptCredentials } from './kept-credentials.ts';
import { loadLaterSteps } from './later-steps.ts';
import { LeaveGuard } from './leave-guard.ts';
import type { HostPort } from './port.ts';
import { remediesFor, type Remedy } from './remedies.ts';
import { ApiError, getInstitution } from './session.ts';
import type { ProgressPhase, View } from './view.ts';
import { WidgetTokens } from './widget-tokens.ts';

type OpenMessage = Extract<HostMessage, { type: 'open' }>;

/** One run in the frame, from `open` to `exit`: what the user does and the servers answer, turned into views. */
export class ConnectFlow {
  readonly #port: HostPort;
  readonly #isLooking: () => boolean;
  readonly #onChange: () => void;
  readonly #current: CurrentView;
  readonly #tokens: WidgetTokens;
  readonly #session: ConnectSession;
  readonly #guard: LeaveGuard;
  readonly #keyboard: KeyboardGuard;
  readonly #kept = new KeptCredentials();
  readonly #open: OpenMessage;
  #opened: OpenSession | null = null;
  #attempt: AttemptRun | null = null;
  // The ids of banks that have credentials, and of which it is not known what they made of them: one may have linked the account.
  readonly #undecided = new Set<string>();
  // The last request for more time or another code; settles when it is over.
  #asked: Promise<void> = Promise.resolve();
  // What is under way; a newer intention of the user ends it.
  #work = new AbortController();

  /** `isLooking`: whether the user looks for a bank themselves. */
  constructor(port: HostPort, open: OpenMessage, isLooking: () => boolean, onChange: () => void) {
    this.#port = port;
    this.#open = open;
    this.#isLooking = isLooking;
    this.#onChange = onChange;
    this.#current = new CurrentView(onChange);
    this.#tokens = new WidgetTokens(() => this.#port.send({ type: 'request-token' }));
    this.#session = new ConnectSession(this.#tokens, port.hostOrigin, open.renewable);
    this.#guard = new LeaveGuard(port);
    this.#keyboard = new KeyboardGuard(port, {
      isTyping: () => takesText(this.view),
      onChange,
      onGiveUp: () => {
        this.#tell('failed');
        this.#exit('keyboard-taken');
      },
    });
  }

  /** What is on screen. */
  get view(): View {
    return this.#current.view;
  }

  /** Whether the user is being asked if they mean to leave. */
  get asking(): boolean {
    return this.#guard.asking;
  }

  /** Whether something else on the host's page took the keyboard: the form is covered until the user goes on. */
  get covered(): boolean {
    return this.#keyboard.covered;
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
    await this.#try(null, async (signal) => {
      const session = await this.#session.open();
      this.#opened = session;
      const preselected = session.institution ?? (institution && (await findPreselected(institution)));
      if (preselected) await loadLaterSteps();
      if (signal.aborted) return;
      const listed = this.view.step === 'institution';
      // Who looks for a bank already isn't taken away to another.
      if (preselected && (this.fixed || !listed || !this.#isLooking())) this.#showBank(preselected);
      else if (!listed) this.#show({ step: 'institution' });
    });
  }

  /** What came over the port, but for `open`. */
  receive(message: Exclude<HostMessage, OpenMessage>): void {
    if (message.type === 'token') {
      this.#tokens.receive(message);
      this.#current.resume();
    } else if (message.type === 'keyboard-taken') {
      this.#keyboard.take();
    } else if (message.type === 'token-failed') {
      this.#tokens.fail();
      // Nobody is kept from anything: who needs a token asks again.
      if (!this.#tokens.awaited) return;
      this.#tell('failed');
      this.#guard.stopAsking();
      this.#current.interrupt(this.#failed('token-failed', null));
    } else {
      this.#port.send({ type: 'leaving' });
      this.leave();
    }
  }

  /** The user chose a bank from the list. */
  choose(summary: InstitutionSummary): void {
    if (this.view.step === 'institution') void this.#openBank(summary);
  }

  #openBank(summary: InstitutionSummary): Promise<void> {
    this.#tell('institution-selected');
    this.#show({ step: 'waiting', institution: summary });
    return this.#try(summary, async (signal) => {
      const [session, institution] = await Promise.all([
        this.#session.open(),
        getInstitution(summary.id),
        loadLaterSteps(),
      ]);
      this.#opened = session;
      // A repair is about the one bank the server names, whatever was chosen here.
      if (!signal.aborted) this.#showBank((this.fixed && session.institution) || institution);
    });
  }

  /** The user's bank is not among those of the list. */
  missing(): void {
    this.#exit('institution-not-listed');
  }

  /** The user agrees to what is shared. */
  agree(institution: Institution): void {
    if (this.view.step !== 'consent') return;
    this.#tell('consent-given');
    this.#showForm(institution);
  }

  /** Back to the bank list from a form, which will hold what was typed, if it is chosen again. */
  back(institution: Institution, credentials: Record<string, string>): void {
    this.#kept.keep(institution, credentials);
    this.list();
  }

  /** Back to the bank list. */
  list(): void {
    this.#begin();
    this.#guard.unsaved = false;
    this.#show({ step: 'institution' });
  }

  /** Whether the form holds something that would be lost. */
  typed(something: boolean): void {
    this.#guard.unsaved = something;
  }

  /** Sends the credentials to the bank and follows the attempt. */
  async send(institution: Institution, credentials: Record<string, string>): Promise<void> {
    // A password manager may press the button and submit the form, both at once.
    if (this.view.step !== 'credentials') return;
    this.#tell('credentials-submitted');
    this.#guard.unsaved = true;
    this.#kept.keep(institution, credentials);
    this.#showProgress(institution, 'sending');
    await this.#try(institution, async (signal) => {
      const { attemptToken, attempt } = await this.#session
        .send(institution, credentials, signal)
        .catch((error: unknown) => {
          if (error instanceof ApiError && error.unanswered) this.#undecided.add(institution.id);
          throw error;
        });
      this.#undecided.add(institution.id);
      const run = new AttemptRun(attemptToken, (state) => this.#advance(state, institution));
      // Given up while it was being sent.
      if (signal.aborted) return run.cancel();
      this.#attempt = run;
      await run.follow(attempt);
    });
  }

  /** Answers the bank's challenge. */
  async answer(institution: Institution, { id: challengeId }: { id: string }, answer: Answer): Promise<void> {
    if (this.view.step !== 'challenge') return;
    this.#tell('challenge-answered');
    this.#showProgress(institution, 'checking');
    await this.#continue(institution, (run) => run.answer({ challengeId, ...answer }));
  }

  /** The time for the challenge is over: hears from the server what that means. */
  async expire(institution: Institution, challenge: Challenge): Promise<void> {
    await this.#asked;
    // More time was given meanwhile, or it is over.
    if (this.view.step !== 'challenge' || this.view.challenge !== challenge) return;
    await this.#continue(institution, (run) => run.follow({ status: 'connecting' }));
  }

  /** Asks for more time for the challenge, or for another code. */
  ask(institution: Institution, what: 'extend' | 'resend', challenge: Challenge): Promise<void> {
    const tell = (unheard: boolean): void => {
      const { view } = this;
      if (view.step === 'challenge' && view.challenge === challenge) this.#show({ ...view, unheard });
    };
    tell(false);
    this.#asked = this.#continue(institution, async (run) => tell(!(await run.ask(what, challenge.id))));
    return this.#asked;
  }

  /** Gives the attempt up and goes back to the form. */
  cancel(institution: Institution): void {
    this.#begin();
    this.#showForm(institution);
  }

  /** Does what the user chose after a failure. */
  remedy(remedy: Remedy): void {
    const { view } = this;
    if (view.step !== 'failed') return;
    if (view.failure === 'token-failed') {
      this.#current.resume();
      this.#tokens.renew();
    } else if (remedy === 'other') this.list();
    else if (!view.institution) void this.start();
    else if ('fields' in view.institution) this.#showForm(view.institution);
    else void this.#openBank(view.institution);
  }

  /** The user goes on after the keyboard was taken. */
  goOn(): void {
    this.#keyboard.release();
  }

  /** The user wants to leave: asks first if something would be lost. */
  leave(): void {
    if (this.#guard.mayLeave()) this.exit();
    else this.#onChange();
  }

  /** The user stays after all. */
  stay(): void {
    this.#guard.stopAsking();
    this.#onChange();
  }

  /** Ends the run: after a failure with its code, else as closed by the user. */
  exit(): void {
    this.#exit(this.view.step === 'failed' ? this.view.failure : null);
  }

  #exit(code: Failure | null): void {
    this.#begin();
    this.#guard.unsaved = false;
    this.#show({ step: 'blank' });
    this.#port.send({ type: 'exit', code: code && exitCodeOf(code) });
  }

  #advance(attempt: Attempt, institution: Institution): void {
    if (attempt.status === 'connecting') {
      // An answer that is being checked is not back to where it was before the question.
      const { view } = this;
      if (view.step !== 'progress' || view.phase === 'sending') this.#showProgress(institution, 'waiting');
    } else if (attempt.status === 'challenge') {
      const { challenge } = attempt;
      const { view } = this;
      if (view.step !== 'challenge' || view.challenge.id !== challenge.id) this.#tell('challenge-shown');
      this.#show({ step: 'challenge', institution, challenge, unheard: false });
    } else if (attempt.status === 'connected') {
      this.#attempt = null;
      this.#kept.forget();
      this.#guard.unsaved = false;
      this.#tell('connected');
      this.#show({ step: 'connected', institution });
      this.#port.send({ type: 'success', connectionId: attempt.connectionId });
    } else {
      this.#attempt = null;
      this.#undecided.delete(institution.id);
      const { code, triesLeft } = attempt;
      if (code === 'invalid-credentials' && triesLeft > 0) this.#showForm(institution, triesLeft);
      else this.#showFailure(isWidgetErrorCode(code) ? code : 'internal-error', institution);
    }
  }

  /** The step after the list: a repair was agreed to when the connection was made, and goes straight to the form. */
  #showBank(institution: Institution): void {
    if (this.fixed) this.#showForm(institution);
    else this.#show({ step: 'consent', institution });
  }

  #showForm(institution: Institution, triesLeft: number | null = null): void {
    const kept = this.#kept.of(institution);
    this.#guard.unsaved = kept.size > 0;
    this.#show({ step: 'credentials', institution, kept, triesLeft });
  }

  #showProgress(institution: Institution, phase: ProgressPhase): void {
    this.#show({ step: 'progress', institution, phase });
  }

  #showFailure(failure: Failure, institution: Institution | InstitutionSummary | null): void {
    this.#begin();
    this.#guard.unsaved = false;
    this.#tell('failed');
    this.#show(this.#failed(failure, institution));
  }

  #failed(failure: Failure, institution: Institution | InstitutionSummary | null): View {
    const remedies = remediesFor(failure, {
      choice: !this.fixed && institution !== null,
      renewable: this.#open.renewable,
    });
    return { step: 'failed', failure, remedies, institution };
  }

  #show(view: View): void {
    // Whoever is asked whether to leave is asked about what was going on, and that has just changed.
    if (view.step !== 'progress' && view.step !== 'challenge') this.#guard.stopAsking();
    this.#current.show(view);
    if (takesText(view)) this.#keyboard.begin();
    else this.#keyboard.end();
  }

  /** Ends what was under way. */
  #begin(): AbortSignal {
    this.#work.abort();
    this.#work = new AbortController();
    this.#attempt?.cancel();
    this.#attempt = null;
    return this.#work.signal;
  }

  /** Does something new in place of what was under way; a failure is shown. */
  #try(about: Institution | InstitutionSummary | null, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    return this.#orFail(about, this.#begin(), work);
  }

  /** Goes on with the attempt under way, if there still is one. */
  async #continue(institution: Institution, work: (run: AttemptRun) => Promise<void>): Promise<void> {
    const run = this.#attempt;
    if (run) await this.#orFail(institution, this.#work.signal, () => work(run));
  }

  async #orFail(
    about: Institution | InstitutionSummary | null,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    try {
      await work(signal);
    } catch (error) {
      if (signal.aborted) return;
      const undecided = about !== null && 'fields' in about && this.#undecided.has(about.id);
      this.#showFailure(failureOf(error, undecided), about);
    }
  }

  #tell(name: string): void {
    this.#port.send({ type: 'event', name });
  }
}

/** Whether secrets can be typed here. */
function takesText(view: View): boolean {
  if (view.step === 'challenge') return ['one-time-code', 'questions'].includes(view.challenge.type);
  return view.step === 'credentials';
}

// A preselection is a wish: where there is no such bank, the list is shown.
async function findPreselected(id: string): Promise<Institution | null> {
  try {
    return await getInstitution(id);
  } catch {
    return null;
  }
}
