import space from './fr/space.ts';
import start from './fr/start.ts';
import type { Messages } from './translate.ts';

const fr: Messages = { ...start, ...space };
export default fr;
