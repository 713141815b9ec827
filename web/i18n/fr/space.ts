import account from './account.ts';
import box from './box.ts';
import certification from './certification.ts';
import connect from './connect.ts';
import holder from './holder.ts';
import leaving from './leaving.ts';
import move from './move.ts';
import organisation from './organisation.ts';
import procedures from './procedures.ts';
import record from './record.ts';
import session from './session.ts';
import signing from './signing.ts';
import verify from './verify.ts';

/** Words of everything behind the log-in and of verification: loaded with the first of those areas. */
export default {
  ...account,
  ...box,
  ...move,
  ...certification,
  ...connect,
  ...holder,
  ...leaving,
  ...organisation,
  ...procedures,
  ...record,
  ...session,
  ...signing,
  ...verify,
};
