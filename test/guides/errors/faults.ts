import type { Fault } from './fault.ts';
import { answerFaults } from './faults/answer.ts';
import { endpointFaults } from './faults/endpoint.ts';
import { pageFaults } from './faults/page.ts';
import { refusalFaults } from './faults/refusal.ts';
import { requestFaults } from './faults/request.ts';
import { scriptFaults } from './faults/script.ts';
import { widgetFaults } from './faults/widget.ts';

/** Each mistake that the pages of the error codes name, in a page that works without it. */
export const faults: readonly Fault[] = [
  ...pageFaults,
  ...requestFaults,
  ...endpointFaults,
  ...refusalFaults,
  ...answerFaults,
  ...scriptFaults,
  ...widgetFaults,
];
