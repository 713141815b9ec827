import { useLocation } from 'preact-iso';
import { LoggedIn } from '../citizen-session/logged-in.tsx';
import { Directory } from './directory.tsx';
import { NewMove } from './new-move.tsx';
import { OneMove } from './one-move.tsx';
import './move.css';

/** `/app/move/…`: one-stop moving (E6, E7). The directory needs the code, a move the AUTHENTICATION certificate. */
export default function MoveArea() {
  const { path } = useLocation();
  const rest = path.replace(/^\/app\/move\/?/, '');
  if (rest === 'businesses')
    return (
      <LoggedIn>
        <Directory />
      </LoggedIn>
    );
  if (rest === '' || rest === 'new')
    return (
      <LoggedIn needs="certificate">
        <NewMove />
      </LoggedIn>
    );
  return (
    <LoggedIn>
      <OneMove key={rest} id={rest} />
    </LoggedIn>
  );
}
