import { funnelSteps, type FunnelStep } from '../../shared/funnel-step.ts';
import { idPattern, maxInstitutionNameLength } from '../../shared/limits.ts';

/** The steps that a test tells. The others come by themselves, when the widget opens, succeeds and closes. */
export type FakeEventName = Exclude<FunnelStep['name'], (typeof automatic)[number]>;

const automatic = ['opened', 'connected', 'closed'] as const;

const names: readonly string[] = funnelSteps.filter((name) => !(automatic as readonly string[]).includes(name));

/** What a step tells besides its name. */
export type EventDetails = { institutionId?: string; institutionName?: string };

/**
 * The step as the widget's frame tells it.
 *
 * @throws {TypeError} for what the widget never tells
 */
export function eventFor(name: FakeEventName, { institutionId, institutionName }: EventDetails): FunnelStep {
  if (!names.includes(name)) {
    throw new TypeError(
      `fake.event: expected one of ${names.join(', ')} (${automatic.join(', ')} come by themselves); got ${JSON.stringify(name)}.`,
    );
  }
  if (name === 'institution-selected' && institutionId === undefined) {
    throw new TypeError('fake.event: expected institutionId with institution-selected; got none.');
  }
  if (institutionId !== undefined && !idPattern.test(institutionId)) {
    throw new TypeError(`fake.event: expected institutionId to match ${idPattern.source}; got ${institutionId}.`);
  }
  if (institutionName !== undefined && name !== 'institution-missing') {
    throw new TypeError(`fake.event: expected institutionName with institution-missing only; got it with ${name}.`);
  }
  if (institutionName !== undefined && (!institutionName || institutionName.length > maxInstitutionNameLength)) {
    throw new TypeError(
      `fake.event: expected institutionName of 1 to ${maxInstitutionNameLength} characters; got ${institutionName.length}.`,
    );
  }
  return { name, ...(institutionId && { institutionId }), ...(institutionName && { institutionName }) };
}
