import type { NextApiRequest, NextApiResponse } from 'next';

// Your own sign-in.
export default function signIn(_request: NextApiRequest, response: NextApiResponse) {
  response.setHeader('Set-Cookie', 'session=ana; Path=/; HttpOnly; SameSite=Lax').redirect(303, '/');
}
