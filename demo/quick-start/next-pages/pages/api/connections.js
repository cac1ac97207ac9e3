import { owners, statuses } from '../../lib/araucaria/session';

export default function connections(request, response) {
  const { session: user } = request.cookies;
  const own = [...owners].filter(([, owner]) => user !== undefined && owner === user);
  response.json(
    own.map(([connectionId]) => ({ connectionId, status: statuses.get(connectionId)?.status ?? 'PENDING' })),
  );
}
