/** The acts of the ledger, in the words of 6.8.4. */
import type { Text } from '../types.ts';

export const ledger = {
  receive: { ja: '受け渡し（受領）', en: 'received' },
  use: { ja: '使用', en: 'used' },
  copy: { ja: '複写・複製', en: 'copied' },
  carry: { ja: '持ち出し（書き出し）', en: 'carried out, exported' },
  return: { ja: '返還', en: 'returned' },
  erase: { ja: '廃棄・消去', en: 'erased' },
} as const satisfies Readonly<Record<string, Text>>;
