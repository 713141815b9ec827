import { LoggedIn } from '../citizen-session/logged-in.tsx';
import SignFile from './sign-file.tsx';

/** `/app/sign` */
export default function SignArea() {
  return (
    <LoggedIn>
      <SignFile />
    </LoggedIn>
  );
}
