import space from './ja/space.ts';
import start from './ja/start.ts';
import type { Messages } from './translate.ts';

const ja: Messages = { ...start, ...space };
export default ja;
