import { STATUS_CODES } from 'node:http';
import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import type { WidgetErrorCode } from '../../shared/widget-error.ts';

/** The parts of a problem, without its status. */
export type ProblemOptions = {
  /** What was expected, for developers. Never quotes the request, which may contain secrets. */
  detail?: string;
  /** For the widget's frame. */
  code?: WidgetErrorCode;
  headers?: Record<string, string>;
};

/** Thrown to end a request with problem JSON (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly options: ProblemOptions;

  constructor(status: number, options: ProblemOptions = {}) {
    super(options.detail ?? STATUS_CODES[status] ?? String(status));
    this.status = status;
    this.options = withoutPrototype(options);
  }

  toResponse(): Response {
    const { detail, code, headers } = this.options;
    const title = STATUS_CODES[this.status] ?? 'Error';
    return Response.json(
      { type: 'about:blank', title, status: this.status, ...(detail && { detail }), ...(code && { code }) },
      { status: this.status, headers: { ...headers, 'Content-Type': 'application/problem+json' } },
    );
  }
}
