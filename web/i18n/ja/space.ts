import certification from './certification.ts';
import holder from './holder.ts';
import move from './move.ts';
import organisation from './organisation.ts';
import session from './session.ts';
import signing from './signing.ts';
import verify from './verify.ts';

/** Words of everything behind the log-in and of verification: loaded with the first of those areas. */
export default { ...move, ...certification, ...holder, ...organisation, ...session, ...signing, ...verify };
