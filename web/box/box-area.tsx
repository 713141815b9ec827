import { LoggedIn } from '../citizen-session/logged-in.tsx';

/** `/app/box/…`: the post-office box. */
export default function BoxArea() {
  return <LoggedIn>…</LoggedIn>;
}
