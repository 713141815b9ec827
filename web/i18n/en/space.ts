import holder from './holder.ts';
import session from './session.ts';
import signing from './signing.ts';

/** Words of everything behind the log-in and of verification: loaded with the first of those areas. */
export default { ...holder, ...session, ...signing } as const;
