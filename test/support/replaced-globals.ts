import { readFileSync } from 'node:fs';

/** Scripts that replace a global of the browser, each with an expression that proves it. */
export const libraries = {
  'Zone.js 0.14': [readFileSync('node_modules/zone.js/bundles/zone.umd.js', 'utf8'), 'Zone'],
  bluebird: [readFileSync('node_modules/bluebird/js/browser/bluebird.js', 'utf8'), 'Promise.promisify'],
  'es6-promise': [
    `${readFileSync('node_modules/es6-promise/dist/es6-promise.js', 'utf8')};window.Promise = ES6Promise;`,
    'Promise._asap',
  ],
  'an ES2015 Promise': [
    `window.Promise = class Promise extends window.Promise {};
    for (const name of ['allSettled', 'any', 'withResolvers', 'try']) Promise[name] = undefined;
    Promise.prototype.finally = undefined;`,
    'Promise.any === undefined',
  ],
  'fake timers that never run': ['window.setTimeout = () => 0; window.setInterval = () => 0;', 'setTimeout'],
  'no queueMicrotask': ['delete window.queueMicrotask;', '!window.queueMicrotask'],
} as const;
