import { owners, statuses } from '@/lib/araucaria/session';
import type { NextApiRequest, NextApiResponse } from 'next';

export default function connections(request: NextApiRequest, response: NextApiResponse) {
  const { session: user } = request.cookies;
  const own = [...owners].filter(([, owner]) => user !== undefined && owner === user);
  response.json(
    own.map(([connectionId]) => ({ connectionId, status: statuses.get(connectionId)?.status ?? 'PENDING' })),
  );
}
