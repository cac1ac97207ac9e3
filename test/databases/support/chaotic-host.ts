import { join } from 'node:path';
import { canarySecret } from '../../server/support/canary-key.ts';
import type { ChaoticHost } from '../../support/webhook-chaos.ts';
import type { HostDatabases } from './host-databases.ts';
import { Host } from './host.ts';

const recipes = join(import.meta.dirname, '../../../demo/recipes/webhooks');
const redisClaim = join(recipes, 'redis-claim.ts');

/** Often the last write of a webhook is its tenth or so. */
const lastWrite = 16;

/** A backend of two processes with a recipe of `demo/recipes/webhooks`, in which things go wrong. */
export type RecipeHost = ChaoticHost &
  AsyncDisposable & {
    /** Whether faults happen from now on. */
    setFaulty(isFaulty: boolean): Promise<void>;
    /** How often it has acted: mails written, and answers of the API stored. */
    acts(): Promise<{ mails: number; answers: number }>;
    /** Kills and broken connections until now. */
    faults(): { kills: number; cuts: number };
  };

export async function startRecipeHost(
  recipe: string,
  databases: HostDatabases,
  api: Readonly<Record<'ARAUCARIA_API_KEY' | 'ARAUCARIA_API_URL', string>>,
): Promise<RecipeHost> {
  await databases.empty();
  const environment = { ...databases.environment, ...api };
  const file = join(recipes, recipe);
  const settings = { recipe: file, claim: recipe === 'ask.ts' ? redisClaim : undefined, environment };
  const hosts = [new Host(settings), new Host(settings)] as const;
  const stop = async (): Promise<void> => void (await Promise.all(hosts.map((host) => host.kill())));
  await Promise.all(hosts.map((host) => host.start())).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  let isMinuteOver = false;
  let isFaulty = false;
  return {
    secret: canarySecret,
    processes: hosts.length,
    deliver: async (process, webhook) => (await hosts[process]?.deliver(webhook)) ?? null,
    async disturb(random) {
      isMinuteOver = random.chance(0.5);
      if (isFaulty && random.chance(0.3)) {
        const kind = random.pick(['kill', 'cut'] as const);
        const when = random.pick(['before', 'after'] as const);
        await random.pick(hosts).arm({ kind, when, write: 1 + random.below(lastWrite) });
      }
    },
    async setFaulty(given) {
      isFaulty = given;
      if (!isFaulty) for (const host of hosts) await host.arm(null);
    },
    async recover() {
      for (const host of hosts) await host.revive();
      // The claims of the processes that were killed end. None is under way.
      if (isMinuteOver) await databases.passMinute();
    },
    async statuses() {
      const { rows } = await databases.pool.query<{ id: string; status: string }>('select id, status from connections');
      return new Map(rows.map(({ id, status }) => [id, status]));
    },
    async acts() {
      const { rows } = await databases.pool.query<{ mails: number; answers: number }>(
        `select (select count(*) from mails)::int as mails,
         (select coalesce(sum(version), 0) from connections)::int as answers`,
      );
      return rows[0] ?? { mails: 0, answers: 0 };
    },
    faults: () => ({
      kills: hosts.reduce((sum, { kills }) => sum + kills, 0),
      cuts: hosts.reduce((sum, { cuts }) => sum + cuts, 0),
    }),
    [Symbol.asyncDispose]: stop,
  };
}
