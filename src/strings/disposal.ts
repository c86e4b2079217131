/** 様式２ (案). A document that is handed to 甲, so in Japanese alone. */
const text = (ja: string) => ({ ja, en: ja });

export const disposal = {
  mark: '様式２（案）　甲の指定する様式がある場合は、その様式によってください。',
  title: '機密情報・個人情報　廃棄・消去証明書',
  date: '年　　月　　日',
  to: '（甲）　　　　　　　　　　　様',
  from: '（乙）住所・名称・代表者　　　　　　　　　',
  text: text(
    '契約「{contract}」に関して情報システム（相談・事故報告の窓口「Tokki」）に保存していた機密情報・個人情報を、特記事項第７条第２項から第５項までに基づき、次のとおり完全に消去したことを証明します。',
  ),
  head: ['情報項目', '媒体名', '数量', '廃棄・消去の方法', '責任者', '年月日'],
  media: { sqlite: 'サーバー内蔵ディスク（SQLite）', postgres: 'データベースサーバー（PostgreSQL）' },
  kinds: {
    reports: '事故報告（経過・対応の記録を含む。）',
    questions: '相談の内容',
    texts: '対話の本文',
    conversations: '対話の途中の内容',
  } as Readonly<Record<string, string>>,
  items: text('{count}件'),
  files: text('{count}個'),
  erased: '暗号化して保存していた記録を削除し、領域を書き直したうえで、暗号鍵を破棄（復元できない。）',
  backupData: '上記のバックアップ',
  backupMedium: 'バックアップ領域',
  backupMethod: 'ファイルを削除し、その暗号鍵を破棄（写しが残っていても復元できない。）',
  keysLabel: '破棄した鍵の番号',
  approvedBy: '承認した管理者（２名）',
  restLabel: '残したもの',
  rest: 'アクセスの記録（第６条第８項第３号イ。番号と日時だけで、内容は含まない。）、教育の記録',
  attendance: '立会い（第７条第７項）',
  none: 'なし',
  blank: '　',
  signatures: ['業務責任者', '作業者', '立会者'],
  foot: text('アクセス記録{line}件目、受付番号{request}の消去に基づき作成'),
} as const;
