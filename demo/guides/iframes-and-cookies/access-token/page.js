const button = document.querySelector('araucaria-connect-button');
// Called for each token request, so that the token is never an old one.
button.headers = async () => ({ Authorization: `Bearer ${await getAccessToken()}` }); // your own: the user's access token
