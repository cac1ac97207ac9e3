// Your own sign-in.
export default function signIn(_request, response) {
  response.setHeader('Set-Cookie', 'session=ana; Path=/; HttpOnly; SameSite=Lax').redirect(303, '/');
}
