/** Person names that tell a list of people from a list of things: common Japanese and English names. Data only. */

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/u));
}

/** About 430 Japanese family names. */
export const familyNames = words(`
佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 渡邉 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 斉藤 齋藤 齊藤 清水 山崎 山﨑 森 池田
橋本 阿部 安部 安倍 石川 中島 中嶋 前田 藤田 小川 後藤 岡田 長谷川 村上 近藤 石井 坂本 遠藤 青木 藤井 西村 福田 太田 三浦 藤原 岡本 松田 中川
中野 原田 小野 田村 竹内 金子 和田 中山 石田 上田 森田 原 柴田 酒井 工藤 横山 宮崎 宮﨑 宮本 内田 高木 安藤 谷口 大野 丸山 今井 高田 藤本 武田
村田 上野 杉山 増田 平野 菅原 大塚 千葉 久保 松井 小島 岩崎 桜井 櫻井 野口 松尾 野村 木下 菊地 菊池 佐野 大西 杉本 新井 浜田 濱田 古川 市川
水野 小松 島田 嶋田 小山 山内 高野 西田 西川 五十嵐 北村 安田 中田 川口 平田 川崎 本田 久保田 吉川 飯田 東 松岡 服部 辻 樋口 矢野 小池
大久保 熊谷 荒井 岩田 川上 福島 尾崎 田口 浅野 関 荒木 大島 永井 中西 石原 松下 望月 土屋 大橋 森本 岩本 片山 黒田 平井 吉村 上原 本間
田辺 田邊 岡 大石 宮田 栗原 松村 河野 富田 成田 飯塚 高山 馬場 広瀬 廣瀬 石橋 内藤 関口 浅井 小田 須藤 足立 堀 西山 宮川 古田 奥村 早川
松浦 根本 桑原 堀内 小野寺 鎌田 大森 田島 渡部 大谷 大川 岸 児玉 小沢 小澤 吉岡 白石 野田 荻野 坂口 三宅 星野 川村 河村 菅野 片岡 篠原
大山 米田 村井 川島 河合 川合 川田 森下 東野 小西 細川 三好 津田 岡崎 神田 戸田 萩原 永田 藤沢 藤澤 横田 土井 吉野 松原 榎本 西尾 千田 門田
武藤 塚本 竹田 竹中 相馬 田代 安井 黒川 秋山 秋田 今村 沢田 澤田 滝沢 瀧澤 小泉 大場 大沼 長尾 長田 岩井 岩瀬 若林 若松 梅田 江口 柳田 柳沢
植田 植木 植村 越智 緒方 小倉 小原 落合 甲斐 金井 金田 亀井 亀田 川瀬 川端 河原 神谷 木原 北川 北野 吉原 久米 倉田 黒木 小出 小坂 小関 小南
近野 境 榊原 坂井 坂田 桜田 笹川 佐伯 佐久間 沢井 椎名 塩田 志村 島崎 島村 下田 庄司 白井 新田 神保 菅 杉浦 杉田 杉原 鷲尾 須田 園田 高井 高島
高嶋 髙橋 髙木 髙田 高瀬 高松 高見 滝本 武井 竹本 谷 谷川 玉井 田上 田川 田沢 田畑 田原 千野 津村 筒井 堤 露木 手塚 寺田 寺島 土居 徳田 富永
豊田 鳥居 内山 中井 中尾 中里 中沢 中澤 中谷 中原 中本 仲村 永野 長井 長島 長沢 名取 並木 西 西岡 西野 西原 西本 二宮 野崎 野中 野本 橋爪 長谷
秦 服田 羽田 浜口 林田 原口 春日 日高 日野 平川 平松 平山 平岡 深沢 福井 福岡 福永 福本 藤岡 藤野 藤村 藤森 古谷 細野 堀江 堀田 本多 牧野 牧
町田 松川 松永 松野 松山 丸田 三上 三木 水谷 水口 溝口 三谷 南 宮内 宮城 宮下 宮原 宮澤 宮沢 向井 村松 村山 室井 本山 森岡 森川 森山 諸岡 八木
安野 柳 矢島 山岸 山下 山中 山根 山村 山川 山形 横井 横尾 吉井 吉沢 吉澤 吉本 米山 脇 和泉 上村 臼井 内海 梅原 梅本 江藤 遠山 大内 大木 大城
大竹 大田 大平 大村 大和田 岡部 岡村 奥田 奥野 奥山 小野田 折原 笠原 笠井 柏木 勝又 桂 金城 比嘉 新垣 知念 島袋 玉城 宮里 仲宗根 我那覇 与那嶺
勅使河原 小鳥遊 西園寺 伊集院 長曽我部 一ノ瀬 四十物 東海林 蒲生 鬼頭 真田 毛利 上杉 織田 徳川 豊臣 明智 柿本 柏原 河内 鴨志田 岸本 岸田 北原
王 李 張 金 朴 陳 劉 楊 黄 趙
`);

/** Family names that are places as well: only a full name makes them a person. */
export const placeNames = words(`
石川 千葉 福島 宮崎 山口 福井 長野 秋田 山形 宮城 福岡 香川 高松 松山 松本 豊田 東 西 南 北 神田 梅田 上野 中野 品川 目黒 大塚 池田 高山 川崎
大谷 三木 和泉 富田 平塚 小倉 大和 町田 立川 柏 関 森 原 林 谷 堀 岸 辻 岡 堤 境 牧 桂 脇 柳 王 金 張 新田 中央 本田 八木 徳島 岡山 奈良 明石
austin jordan victoria virginia madison sara jackson jose diana carolina chad
`);

/** Japanese family names in Latin letters. */
export const familyNamesLatin = words(`
sato suzuki takahashi tanaka ito itoh watanabe yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi matsumoto inoue kimura hayashi saito
shimizu yamazaki yamasaki mori ikeda hashimoto abe ishikawa nakajima maeda fujita ogawa goto okada hasegawa murakami kondo ishii sakamoto endo aoki
fujii nishimura fukuda ota miura fujiwara okamoto matsuda nakagawa nakano harada ono tamura takeuchi kaneko wada nakayama ishida ueda morita hara
shibata sakai kudo yokoyama miyazaki miyamoto uchida takagi ando taniguchi ohno maruyama imai takada fujimoto takeda murata ueno sugiyama masuda
hirano sugawara otsuka chiba kubo matsui kojima iwasaki sakurai noguchi matsuo nomura kinoshita kikuchi sano onishi sugimoto arai hamada furukawa
ichikawa mizuno komatsu shimada koyama yamauchi takano nishida nishikawa igarashi kitamura yasuda nakata kawaguchi hirata kawasaki honda kubota
yoshikawa iida matsuoka hattori higuchi yano koike okubo kumagai iwata kawakami fukushima ozaki taguchi asano araki oshima nagai nakanishi
`);

/** Given names: English ones, and Japanese ones in Latin letters. */
export const givenNames = words(`
james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony donald steven paul andrew joshua kenneth kevin
brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory
alexander patrick raymond jack dennis jerry tyler aaron jose adam nathan henry zachary douglas peter kyle noah ethan jeremy walter christian keith
roger terry austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne
randy vincent liam oliver lucas mason leo oscar simon martin ian neil graham colin hugh
mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna michelle carol
amanda melissa deborah stephanie rebecca sharon laura cynthia amy kathleen angela shirley anna brenda pamela emma nicole helen samantha katherine
christine debra rachel carolyn janet maria catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith
andrea hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia frances jean alice judy isabella julia denise
amber danielle marilyn beverly theresa diana natalie brittany doris kayla alexis lori marie fiona chloe lucy zoe claire kate jane tom bob jim mike
bill dave steve dan chris matt nick sam ben alex tim jeff greg andy tony
taro jiro ichiro saburo hanako hana yuki yuko keiko akiko naoko tomoko kazuko yoko kumiko mariko noriko hiroko michiko sachiko emi mai aya yumi mika
rika saki sakura haruka misaki nanami aoi rin mei yui hina kenji kenta kenichi koji takashi hiroshi satoshi makoto shinji daisuke daiki shota sho ken
ryo ryota yuta yusuke kazuki takuya tatsuya naoki hideki masaru minoru osamu shigeru susumu tadashi akira kaori megumi ayumi chie eri rie miho mayumi
`);

/** What follows a family name and is not a given name: 佐藤課長, 田中様. */
export const roles = words(`
課長 部長 係長 社長 会長 主任 主査 主事 主幹 室長 局長 所長 店長 次長 先生 専務 常務 担当 担当者 責任者 様方 家族 夫妻 君 様 氏 殿 商店 工業 建設 電機
産業 商事 製作所 銀行 市 区 町 村 県 駅 線 川 山 橋 通 店 支店 病院 医院 事務所 会館 小学校 中学校 高校 大学 大 産 発 側 家 内 系 製 式 版 案 件 分 用
`);
