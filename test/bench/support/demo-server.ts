// The demo, with an empty database of its own, until its parent is gone.
import { startDemo } from '../../../demo/start-demo.ts';

const demo = await startDemo({ port: 0, database: ':memory:', sandbox: { port: 0, database: ':memory:' } });
process.send?.(demo.hostUrl);
process.once('disconnect', () => void demo.close());
