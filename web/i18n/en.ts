import space from './en/space.ts';
import start from './en/start.ts';

/** Every word of the citizens’ app; the two halves are loaded apart (`citizen.ts`). */
export default { ...start, ...space } as const;
