import { Socket } from 'node:net';

/**
 * What happens to a process at one of its next writes to the network: to a database, to the API or to the sender. It is
 * killed, or the connection breaks, before or after the bytes are on their way. `write` counts from 1.
 */
export type Fault = { kind: 'kill' | 'cut'; write: number; when: 'before' | 'after' };

let pending: Fault | null = null;
let hit: (fault: Fault) => void;

/** Lets faults happen in this process. `onHit` is called at a cut. */
export function installFaults(onHit: (fault: Fault) => void): void {
  hit = onHit;
  // Its overloads differ in arguments that are passed on as they are.
  const write = Socket.prototype.write as (this: Socket, ...args: unknown[]) => boolean;
  Socket.prototype.write = function (this: Socket, ...args: unknown[]) {
    const fault = this.remotePort === undefined ? null : due();
    if (!fault) return write.apply(this, args);
    if (fault.when === 'before') {
      strike(this, fault);
      return false;
    }
    // The callback comes when the kernel has the bytes: the other side gets them also from a process that is killed.
    return write.call(this, args[0], () => strike(this, fault));
  };
}

/** The next fault, in place of one that has not happened; null for none. */
export function arm(fault: Fault | null): void {
  pending = fault;
}

function due(): Fault | null {
  if (!pending) return null;
  if (pending.write > 1) {
    pending = { ...pending, write: pending.write - 1 };
    return null;
  }
  const fault = pending;
  pending = null;
  return fault;
}

function strike(socket: Socket, fault: Fault): void {
  if (fault.kind === 'kill') process.kill(process.pid, 'SIGKILL');
  hit(fault);
  socket.destroy(new Error('The connection was cut by the test.'));
}
