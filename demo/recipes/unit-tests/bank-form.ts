import 'araucaria-connect';

/** The component under test: a form with the button, which says how a run has ended. */
export class BankForm {
  readonly form = document.createElement('form');
  readonly button = document.createElement('araucaria-connect-button');
  readonly output = document.createElement('output');
  readonly statement = Object.assign(document.createElement('a'), {
    href: '/statement',
    textContent: 'Send a statement',
  });

  constructor() {
    this.button.tokenEndpoint = '/api/widget-token';
    this.statement.hidden = true;
    this.form.append(this.button, this.output, this.statement);
    this.button.addEventListener('araucaria-success', () => (this.output.value = 'Thank you.'));
    this.button.addEventListener('araucaria-exit', ({ detail: { error } }) => {
      this.output.value = error ? 'Your bank was not connected.' : '';
      this.statement.hidden = error?.code !== 'institution-unavailable';
    });
  }
}
