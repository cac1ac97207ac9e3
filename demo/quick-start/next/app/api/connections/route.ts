import { owners, statuses, userOf } from '@/lib/araucaria/session';

export function GET(request: Request) {
  const user = userOf(request);
  const own = [...owners].filter(([, owner]) => user !== null && owner === user);
  return Response.json(
    own.map(([connectionId]) => ({ connectionId, status: statuses.get(connectionId)?.status ?? 'PENDING' })),
  );
}
