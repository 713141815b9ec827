import { useLocation } from 'preact-iso';
import { NotFound } from '../citizen/not-found.tsx';
import { LoggedIn } from '../citizen-session/logged-in.tsx';
import { pageOf } from './pages.ts';
import '../authenticator/authenticator.css';
import '../signing/signing.css';
import './organisation.css';

/** `/organisation/…`: organisations, attributes, the check of a signed document. */
export default function OrganisationArea() {
  const { path } = useLocation();
  const found = pageOf(path);
  if (found === undefined) return <NotFound />;
  const { Shown, needs = 'pin' } = found.page;
  return (
    <LoggedIn needs={needs}>
      <Shown key={path} params={found.params} />
    </LoggedIn>
  );
}
