/**
 * A fake widget for unit tests: a test ends the run of the real button as it needs, without a network, a script or a frame.
 *
 * @example
 * const fake = installFakeAraucaria();
 * button.click();
 * await fake.succeed();
 * fake.uninstall();
 */
export type { ConnectErrorCode } from '../../shared/connect-error.ts';
export type { FunnelStep } from '../../shared/funnel-step.ts';
export type { WidgetToken } from '../../shared/widget-token.ts';
export { installFakeAraucaria, type FakeAraucaria, type FakeOptions } from './fake-araucaria.ts';
export type { FakeEventName } from './event-for.ts';
export type { OpenedWidget } from './fake-widget.ts';
