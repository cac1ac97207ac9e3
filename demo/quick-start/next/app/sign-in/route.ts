// Your own sign-in.
export function GET() {
  return new Response(null, {
    status: 303,
    headers: { Location: '/', 'Set-Cookie': 'session=ana; Path=/; HttpOnly; SameSite=Lax' },
  });
}
