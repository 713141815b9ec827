import { UserManager } from 'oidc-client-ts';

const users = new UserManager({
  authority: 'https://guichet.example',
  client_id: 'my-page',
  redirect_uri: `${location.origin}/`,
  post_logout_redirect_uri: `${location.origin}/`,
  scope: 'openid profile offline_access', // offline_access: a refresh token, so that the page can renew by itself
  loadUserInfo: true,
  filterProtocolClaims: false, // or the level (acr) is left out of the profile
  revokeTokensOnSignout: true,
});

const show = (user) => {
  document.querySelector('#name').textContent = user?.profile.family_name ?? '';
  document.querySelector('#level').textContent = user?.profile.acr ?? '';
};
users.events.addUserLoaded(show);

document.querySelector('#sign-in').onclick = () =>
  users.signinRedirect({ acr_values: 'eidas1', prompt: 'consent' }); // offline_access is given for this prompt only
document.querySelector('#renew').onclick = () => users.signinSilent();
document.querySelector('#sign-out').onclick = () => users.signoutRedirect();

const answer = new URLSearchParams(location.search);
if (answer.has('code') || answer.has('error')) {
  const failure = (error) => {
    document.querySelector('#problem').textContent = error.error; // access_denied: the person refused
  };
  await users.signinRedirectCallback().then(show, failure);
  history.replaceState(null, '', '/');
} else {
  show(await users.getUser());
}
