"""How common the characters of a Chinese text are: what decides between two readings of the same bytes.

In: characters. Out: the natural logarithm of a character's share of Chinese prose, in round figures:
rank tables of our own for the common ones, the first levels of GB/T 2312 and Big5 for the next, ranges for the rest.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

FIRST_100 = """
的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心
她本前开但因只从想实
瞭這個箇們來爲國說時齣會對過發髮裏傢種經麼學衕現當噹沒動麪還進樣開隻祇從實
"""

FIRST_500 = """
日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通
教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基
眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笑飞风步改收根干造言联持组每济车亲极林服快办议往元
英士证近失转夫令准布始怎呢存未远叫台单影具罗字爱击流备兵连调深商算质团集百需价花党华城石级整府离况亚请技际约示复病息究线似官火断精满支视消越器容照须九增研写称企八功吗包片史委乎查轻
易早曾除农找装广显吧阿李标谈吃图念六引历首医局突专费号尽另周较注语仅考落青随选列
軍無牠與長機關點業將兩間問並併幷應戰嚮曏頭體見產製菓話閤迴內錶給門兒東聲員論處義幾認條係繫氣題爾別彆變總電數報纔結務場計資剋許統區隊決馬書則聽卻達強難權設記類據邊張該規萬覺術朮領確
傳師觀讓識帶導爭運飛風幹榦聯組濟車親極辦議證証轉伕準佈遠臺檯颱單羅愛擊備連調質團糰價黨華級離況亞請際約復複線斷滿視須鬚寫稱嗎輕農裝廣顯標談喫圖唸歷曆醫侷專費號盡儘週賙較註語僅隨選
"""

FIRST_1000 = """
武红响虽推势参希古众构房半节土投某案黑维革划敌致陈律足态护七兴派孩验责营星够章音跟志底站严巴例防族供效续施留讲型料终答紧黄绝奇察母京段依批群项故按河米围江织害斗双境客纪采举杀攻父苏
密低朝友诉止细愿千值仍男钱破网热助倒育属坐帝限船脸职速刻乐否刚威毛状率甚独球般普怕弹校苦创假久错承印晚兰试股拿脑预谁益阳若哪微尼继送急血惊伤素药适波夜省初喜卫源食险待述陆习置居劳财
环排福纳欢雷警获模充负云停木游龙树疑层冷洲冲射略范竟句室异激汉村哈策演简卡罪判担州静退既衣您宗积余痛检差富灵协角占配征修皮挥胜降阶审沉坚善妈刘读啊超免压银买皇养伊怀执副乱抗犯追帮宣
佛岁航优怪香著田铁控税左右份穿艺背阵草脚概恶块顿敢守酒岛托央户烈洋哥索胡款靠评版宝座释景顾弟登货互付伯慢欧换闻危忙核暗姐介坏讨丽良序升监临亮露永呼味野架域沙掉括舰鱼杂误湾吉减编楚肯
测败屋跑梦散温困剑渐封救贵枪缺楼县尚毫移娘朋画班智亦耳恩短掌恐遗固席松秘谢鲁遇康虑幸均销钟诗藏赶剧票损忽巨炮旧端探湖录叶春乡附吸予礼港雨呀板庭妇归睛饭额含顺输摇招婚脱补谓督毒油疗旅
泽材灭逐莫笔亡鲜词圣择寻厂睡博勒烟授诺伦岸奥唐卖俄炸载洛健堂旁宫喝借君禁阴园谋宋避抓荣姑孙逃牙束跳顶
紅響雖勢參蔘衆構節維劃敵緻陳態護興驗責營夠誌嚴續講終緊黃絕羣項圍織鬥雙紀採寀舉殺蘇甦囌訴細願韆錢網熱屬臉職樂剛狀獨彈創錯蘭試拏腦預誰陽繼驚傷藥葯適衛險陸習勞財環納歡獲穫負雲遊龍樹層
衝沖範異漢簡擔靜積餘檢靈協佔徵脩揮勝階審堅媽劉讀壓銀買養懷執亂幫彿歲優鐵稅藝揹陣腳惡噁塊頓島託戶鬍衚評寶釋顧貨歐換聞覈闇壞討麗昇監臨艦魚雜誤灣減編測敗夢溫睏劍漸貴槍鎗樓縣孃畫遺蓆鬆
祕謝魯慮倖銷鍾鐘鈡詩趕劇損鉅舊錄彔葉鄉禮闆婦歸飯額順輸搖脫補謂療澤滅筆鮮詞聖擇尋廠煙菸諾倫奧賣載宮陰園謀榮孫頂
"""

FURTHER = """
玉镇雪午练迫爷篇肉嘴馆遍凡础洞卷坦牛宁纸诸训私庄祖丝翻暴森塔默握戏隐熟骨访弱蒙歌店鬼软典欲萨伙遭盘爸扩盖弄雄稳忘亿刺拥徒姆杨齐赛趣曲刀床迎冰虚玩析窗醒妻透购替塞努休虎扬途侵刑绿兄迅
套贸毕唯谷轮库迹尤竞街促延震弃甲伟麻川申缓潜闪售灯针哲络抵朱埃抱鼓植纯夏忍页杰筑折郑贝尊吴秀混臣雅振染盛怒舞圆搞狂措姓残秋培迷诚宽宇猛摆梅毁伸摩盟末乃悲拍丁赵硬麦蒋操耶阻订彩抽赞魔
纷沿喊违妹浪汇币丰蓝殊献桌啦瓦莱援译夺汽烧距裁偏符勇触课敬哭懂墙袭召罚侠厅拜巧侧韩冒债曼融惯享戴童犹乘挂奖绍厚纵障讯涉彻刊丈爆乌役描洗玛患妙镜唱烦签仙彼弗症仿倾牌陷鸟轰咱菜闭奋庆撤
泪茶疾缘播朗杜奶季丹狗尾仪偷奔珠虫驻孔宜艾桥淡翼恨繁寒伴叹旦愈潮粮缩罢聚径恰挑袋灰捕徐珍幕映裂泰隔启尖忠累炎暂估泛荒偿横拒瑞忆孤鼻闹羊呆厉衡胞零穷舍码赫婆魂灾洪腿胆津俗辩胸晓劲贫仁
偶辑邦恢赖圈摸仰润堆碰艇稍迟辆废净凶署壁御奉旋冬矿抬蛋晨伏吹鸡倍糊秦盾杯租骑乏隆诊奴摄丧污渡旗甘耐凭扎抢绪粗肩梁幻菲皆碎宙叔岩荡综爬荷悉蒂返井壮薄悄扫敏碍殖详迪矛霍允幅撒剩凯颗骂赏
液番箱贴漫酸郎腰舒眉忧浮辛恋餐吓挺励辞艘键伍峰尺昨黎辈贯侦滑券崇扰宪绕趋慈乔阅汗枝拖墨胁插箭腊粉泥氏彭拔骗凤慧媒佩愤扑龄驱惜豪掩兼跃尸肃帕驶堡届欣惠册储飘桑闲惨洁踪勃宾频仇磨递邪撞
拟滚奏巡颜剂绩贡疯坡瞧截燃焦殿伪柳锁逼颇昏劝呈搜勤戒驾漂饮曹朵仔柔俩孟腐幼践籍牧凉牲佳娜浓芳稿竹腹跌逻垂遵脉貌柏狱猜怜惑陶兽帐饰贷昌叙躺钢沟寄扶铺邓寿惧询汤盗肥尝匆辉奈扣廷澳嘛董迁
凝慰厌脏腾幽怨鞋丢埋泉涌辖躲晋紫艰魏吾慌祝邮吐狠鉴曰械咬邻赤挤弯椅陪割揭韦悟聪雾锋梯猫祥阔誉筹丛牵鸣沈阁穆屈旨袖猎臂蛇贺柱抛鼠瑟戈牢逊迈欺吨琴衰瓶恼燕仲诱狼池疼卢仗冠粒遥吕玄尘冯抚
浅敦纠钻晶岂峡苍喷耗凌敲菌赔涂粹扁亏寂煤熊恭湿循暖糖赋抑秩帽哀宿踏烂袁侯抖夹昆肝擦猪炼恒慎搬纽纹玻渔磁铜齿跨押怖漠疲叛遣兹祭醉拳弥斜档稀捷肤疫肿豆削岗晃吞宏癌肚隶履涨耀扭坛拨沃绘伐
堪仆郭牺歼墓雇廉契拼惩捉覆刷劫嫌瓜歇雕闷乳串娃缴唤赢莲霸桃妥瘦搭赴岳嘉舱俊址庞耕锐缝悔邀玲惟斥宅添挖呵讼氧浩羽斤酷掠妖祸侍乙妨贪挣汪尿莉悬唇翰仓轨枚盐览傅帅庙芬屏寺胖璃愚滴疏萧姿颤
丑劣柯寸扔盯辱匹俱辨饿蜂哦腔郁溃谨糟葛苗肠忌溜鸿爵鹏鹰笼丘桂滋聊挡纲肌茨壳痕碗穴膀卓贤卧膜毅锦欠哩函茫昂薛皱夸豫胃舌剥傲拾窝睁携陵哼棉晴铃填饲渴吻扮逆脆喘罩卜炉柴愉绳胎蓄眠竭喂傻慕
浑奸扇柜悦拦诞饱乾泡贼亭夕爹酬儒姻卵氛泄杆挨僧蜜吟猩遂狭肖甜霞驳裕顽於摘矮秒卿畜咽披辅勾盆疆赌塑畏吵囊嗯泊肺骤缠冈羞瞪吊贾漏斑涛悠鹿俘锡卑葬铭滩嫁催璇翅盒蛮矣潘歧赐鲍锅廊拆灌勉盲宰
佐啥胀扯禧辽抹筒棋裤唉朴咐孕誓喉妄拘链驰栏逝窃艳臭纤玑棵趁匠盈翁愁瞬婴孝颈倘浙谅蔽畅赠妮莎尉冻跪闯葡後厨鸭颠遮谊圳吁仑辟瘤嫂陀框谭亨钦庸歉芝吼甫衫摊宴嘱衷娇陕矩浦讶耸裸碧摧薪淋耻胶
屠鹅饥盼脖虹翠崩账萍逢赚撑翔倡绵猴枯巫昭怔渊凑溪蠢禅阐旺寓藤匪伞碑挪琼脂谎慨菩萄狮掘抄岭晕逮砍掏狄晰罕挽脾舟痴蔡剪脊弓懒叉拐喃僚捐姊骚拓歪粘柄坑陌窄湘兆崖骄刹鞭芒筋聘钩棍嚷腺弦焰耍
俯厘愣厦恳饶钉寡憾摔叠惹喻谱愧煌徽溶坠煞巾滥洒堵瓷咒姨棒郡浴媚稣淮哎屁漆淫巢吩撰啸滞玫硕钓蝶膝姚茂躯吏猿寨恕渠戚辰舶颁惶狐讽笨袍嘲啡泼衔倦涵雀旬僵撕肢垄夷逸茅侨舆窑涅蒲谦杭噢弊勋刮
郊凄捧浸砖鼎篮蒸饼亩肾陡爪兔殷贞荐哑炭坟眨搏咳拢舅昧擅爽咖搁禄雌哨巩绢螺裹昔轩谬谍龟媳姜瞎冤鸦蓬巷琳栽沾诈斋瞒彪厄咨纺罐桶壤糕颂膨谐垒咕隙辣绑宠嘿兑霉挫稽辐乞纱裙嘻哇绣杖塘衍轴攀膊
譬斌祈踢肆坎轿棚泣屡躁邱凰溢椎砸趟帘帆栖窜丸斩堤塌贩厢掀喀乖谜捏阎滨虏匙芦苹卸沼钥株祷剖熙哗劈怯棠胳桩瑰娱娶沫嗓蹲焚淘嫩韵衬匈钧竖峻豹捞菊鄙魄兜哄颖镑屑蚁壶怡渗秃迦旱哟咸焉谴宛稻铸
锻伽詹毙恍贬烛骇芯汁桓坊驴朽靖佣汝碌迄冀荆崔雁绅珊榜诵傍彦醇笛禽勿娟瞄幢寇睹贿踩霆呜拱妃蔑谕缚诡篷淹腕煮倩卒勘馨逗甸贱炒灿敞蜡囚栗辜垫妒魁谣寞蜀甩涯枕丐泳奎泌逾叮黛燥掷藉枢憎鲸弘倚
侮藩拂鹤蚀浆芙垃烤晒霜剿蕴圾绸屿氢驼妆捆铅逛淑榴丙痒钞蹄犬躬昼藻蛛褐颊奠募耽蹈陋侣魅岚侄虐堕陛莹荫狡阀绞膏垮茎缅喇绒搅凳梭丫姬诏钮棺耿缔懈嫉灶匀嗣鸽澡凿纬沸畴刃遏烁嗅叭熬瞥骸奢拙栋
毯桐砂莽泻坪梳杉晤稚蔬蝇捣顷麽尴镖诧尬硫嚼羡沦沪旷彬芽狸冥碳咧惕暑咯萝汹腥窥俺潭崎麟捡拯厥澄萎哉涡滔暇溯鳞酿茵愕瞅暮衙诫斧兮焕棕佑嘶妓喧蓉删樱伺嗡娥梢坝蚕敷澜杏绥冶庇挠搂倏聂婉噪稼
鳍菱盏匿吱寝揽髓秉哺矢啪帜邵嗽挟缸揉腻驯缆晌瘫贮觅朦僻隋蔓咋嵌虔畔琐碟涩胧嘟蹦冢浏裔襟叨诀旭虾簿啤擒枣嘎苑牟呕骆凸熄兀喔裳凹赎屯膛浇灼裘砰棘橡碱聋姥瑜毋娅沮萌俏黯撇粟粪尹苟癫蚂禹廖
俭帖煎缕窦簇棱叩呐瑶墅莺烫蛙歹伶葱哮眩坤廓讳啼乍瓣矫跋枉梗厕琢讥釉窟敛轼庐胚呻绰扼懿炯竿慷虞锤栓桨蚊磅孽惭戳禀鄂馈垣溅咚钙礁彰豁眯磷雯墟迂瞻颅琉悼蝴拣渺眷悯汰慑婶斐嘘镶炕宦趴绷窘襄
珀嚣拚酌浊毓撼嗜扛峭磕翘槽淌栅颓熏瑛颐忖
鎮練爺館礎捲寧甯紙諸訓俬莊絲戲隱訪矇濛懞軟慾薩夥盤擴蓋穩億擁楊齊賽麴牀虛翫購揚綠貿畢穀輪庫跡蹟競棄偉緩潛閃燈針鍼絡牴硃純頁傑築摺鄭貝吳圓殘鞦誠寬擺襬毀燬譭趙麥蔣訂綵贊讚紛違匯彙滙幣
豐藍獻萊譯奪燒觸課牆襲罰俠廳側韓債慣猶掛獎紹縱訊徹烏瑪鏡煩籤簽癥彷傾鳥轟閉奮慶淚緣儀蟲駐橋嘆歎癒糧縮罷徑逕啓纍暫氾汎償橫憶鬧厲窮捨碼災膽辯曉勁貧輯賴潤遲輛廢淨兇禦鏇鼕礦雞餬盃騎診攝
喪憑紮搶緒樑巖蕩盪綜壯掃礙詳凱顆罵賞貼痠憂戀嚇勵辭鍵峯輩貫偵擾憲繞趨喬閱脅臘騙鳳憤撲齡驅躍屍肅駛屆冊儲飄閒閑慘潔蹤賓頻讎遞擬滾顏劑績貢瘋僞鎖頗勸蒐駕飲倆踐涼濃邏脈獄憐獸帳飾貸敘鋼溝
鋪鄧壽懼詢湯盜嘗嚐輝釦遷厭髒臟騰丟湧轄晉艱郵鑑鑒鄰擠彎韋聰霧鋒貓闊譽籌叢牽鳴瀋閣獵賀拋遜邁噸惱誘盧遙呂塵馮撫淺糾鑽鉆豈峽蒼噴淩賠塗虧溼賦爛夾袷崑豬煉鍊恆紐紋漁銅齒茲彌瀰檔膚腫荳崗隸
漲壇罈撥繪僕犧殲僱懲鵰悶繳喚贏蓮嶽艙儁龐銳縫訟觔禍貪掙懸脣倉軌鹽覽帥廟蕭顫醜餓鬱潰謹腸鴻鵬鷹籠擋綱殼賢臥錦皺誇剝窩睜攜鈴飼蔔爐繩餵渾姦搧櫃悅攔誕飽賊桿捱狹駁頑嚥輔賭驟纏岡弔賈濤錫銘
灘璿蠻賜鮑鍋脹遼褲樸鏈馳欄竊豔艷纖縴璣嬰頸諒暢贈凍闖廚鴨顛誼籲侖崙闢譚欽攤囑嬌陝榘訝聳恥膠鵝飢饑賬賺撐綿淵湊谿禪闡籐傘瓊謊獅嶺暈輓癡懶柺騷驕剎鉤絃燄釐廈懇饒釘疊譜墜濫灑穌嘯滯碩釣軀
慼鏚頒諷潑銜殭壟僑輿窯謙勳勛颳悽淒磚籃餅畝腎貞薦啞墳攏擱祿鞏絹軒謬諜龜薑鴉霑詐齋瞞諮紡頌諧壘綁寵兌黴輻紗繡軸轎屢簾棲竄斬隄販廂謎閻濱虜蘆蘋鑰鈅禱譁嘩樁娛韻襯鈞豎撈鬨穎鎊蟻壺滲禿喲鹹
譴鑄鍛斃貶燭駭驢傭荊紳誦彥賄嗚衊諭縛詭賤燦蠟慄墊謠擲樞鯨鶴蝕漿曬蘊綢嶼氫駝妝綑鉛癢鈔晝頰侶嵐墮瑩蔭廕閥絞莖緬絨攪詔鈕締竈勻鴿鑿緯疇爍棟瀉蠅搗頃尷鏢詫羨淪滬曠貍蘿洶窺撿澂渦鱗釀誡煥刪
櫻壩垻蠶瀾綏撓摟聶譟鰭盞寢攬幟挾膩馴纜癱貯覓瑣澀朧塚瀏訣蝦棗嘔駱贖澆鹼聾婭糞癲螞儉縷竇稜吶瑤鶯燙蔥諱矯廁譏斂軾廬綽錘槳慚稟饋濺鈣顱揀憫懾嬸噓鑲繃綳囂濁翹柵頹燻薰頤
"""

DIALECT_AND_VARIANTS = """
佢哋喺嘢啲唔咗嘅冇咩噉咁嚟俾啱睇搵攞嗰乜嘥佬囉喎啩咪嘞揾瞓攰靚嬲妳祂裡汙犛痲繮踡躓鏟麵簷徬
"""

HANGUL_50 = """
이다는에을고의가하로은를한지기사서어들그자도나리정대인있게아해시일수것적스으과부제라만전주장상보였던면여오며니
"""
HANGUL_200 = """
국성원공조구신동문경연중생말우선관세안유실계없무소데거진위비치모내간와또회반방영러학년개미당후발체같산단양용물업행마람려분심재명속결때할된되화요습까야저았었트통금민음입약추강교식작
점표질른번노력외두본설월집천길드르배바남
"""
HANGUL_600 = """
각감갑값객갈건걸검겨격견겼골곳곤광굴굳권귀규균글급김깊깨꺼꽃꼭꾸꿈끄끝끼낌난날납낮낳낼냄너넘널넓네녀념녕농높놓누눈뉴느늘능늦님닐닌달담답닷닿더덕덜덩덮델독돈돌됐될됨둔둘뒤득든듣듯등
디따딸땅떠떤떨떻똑뚜뛰뜨뜻띄란랑래량럽럼런럴레련렬령례론롭료루류륙률름릉린림립링막많맞맑맛망맡매머먹먼멀메멍멸목몸못묵묻뭐밀및밑박밖받밝밤밥버벌범법벗베벽변별병복볼봄봉봐북불붙빈빌
빛빠빨뼈뿐삭살삼새색샀섞석섬섭셔셨션손솔송쇄쉬쉽순술숨숙슬승싶싸쌀쌍써썼쓰쓸씀씨씩악알암압앞앉애액얘억언얻얼엄엇역열염엔예옛온올옮옷완왔왕왜욕욱운울움웃워웠육율응읽임잇잊잎잔잘잠잡
쟁절젊접젖젠졌족존종좋좌죄죽준줄즈즉즐증직짐짓짜짝째쪽찍차착찬찰참창찾채책처척철첫청쳐초촌총최축출춤충취측층칙친칠침칭카커컴켜켰코콘크큰키타탁탄탈탐태택터텐텔토투특튼틀티파판팔팀퍼
페펴편평폐포폭품풍프피필핀함합항햇했향허험헌혀현혈협형혜호혹혼홍확환활황효훈휴흐흔흘흙희히힘
"""

# Shares of running prose, as natural logarithms: a tier's share of the text divided by its size.
RANKS = ((DIALECT_AND_VARIANTS, -11.0), (FURTHER, -9.9), (FIRST_1000, -8.4), (FIRST_500, -7.2), (FIRST_100, -5.6))
FIRST_LEVEL = -12.5  # in the first level of GB/T 2312 (3755 characters) or Big5 (5401), and in no table above
SECOND_LEVEL = -14.5
HANGUL = -9.0  # the 2350 syllables of KS X 1001
KANA_SHARE = 5  # one in so many characters of Japanese, or more
KANA, KANJI = -5.0, -9.0  # of Japanese prose: its 180 kana, the 2965 characters of the first level of JIS X 0208
# Of Korean prose, in round figures: its syllables in three tiers, then the other ones, and hanja.
KOREAN = ((HANGUL_600, -7.6), (HANGUL_200, -6.0), (HANGUL_50, -4.6))
HANGUL_RARE, HANJA = -11.5, -13.0
MARKS = (
    ("，。", -4.0),
    ("、：“”", -5.5),
    ("；？！「」《》（）…—　", -6.5),
    ("『』‘’·〈〉【】％～．‧﹁﹂", -8.0),
    ("●■★◆○□※→", -9.5),
)
NEVER = -25.0  # not a character at all
RANGES = (  # first, last, share of each character; the later wins
    (0x0000, 0xFFFF, NEVER),
    (0x0000, 0x001F, -18.0), (0x0000, 0x0000, -20.0), (0x0009, 0x000D, -5.0),
    (0x0020, 0x007E, -5.5), (0x0030, 0x0039, -4.5), (0x0041, 0x005A, -5.0), (0x0061, 0x007A, -4.0),
    (0x007F, 0x009F, -20.0), (0x00A0, 0x00FF, -12.0), (0x00C0, 0x00FF, -9.5), (0x0100, 0x052F, -12.0),
    (0x0370, 0x03FF, -9.5), (0x0410, 0x044F, -9.0),
    (0x0530, 0x1FFF, -15.0), (0x2000, 0x206F, -12.0), (0x2070, 0x2BFF, -12.0), (0x2E80, 0x2FFF, -14.0),
    (0x3000, 0x303F, -10.0), (0x3040, 0x30FF, -9.0), (0x3100, 0x312F, -11.5), (0x3130, 0x33FF, -15.0),
    (0x3400, 0x4DBF, -17.5), (0x4E00, 0x9FFF, -16.0), (0xA000, 0xABFF, -18.0), (0xAC00, 0xD7A3, -15.0),
    (0xDC80, 0xDCFF, -10.0),  # a byte that fits nowhere, as codecs' "surrogateescape" writes it
    (0xE000, 0xF8FF, -20.0), (0xF900, 0xFAFF, -16.0), (0xFE10, 0xFE6F, -12.0), (0xFEFF, 0xFEFF, -8.0),
    (0xFF01, 0xFF5E, -9.5), (0xFF61, 0xFF9F, -18.0),
)  # fmt: skip
EMOJI = range(0x1F000, 0x1FB00)
IDEOGRAPHS_BEYOND = range(0x20000, 0x33480)


def share(char: str) -> float:
    """The natural logarithm of the character's share of Chinese prose."""
    code = ord(char)
    if code < len(_shares()):
        return _shares()[code]
    if code in EMOJI:
        return -12.0
    return -18.0 if code in IDEOGRAPHS_BEYOND else -22.0


def likelihood(text: str) -> float:
    """The natural logarithm of the text's probability as Chinese prose: the sum of its characters' shares."""
    return sum(count * share(char) for char, count in Counter(text).items())


def likelihood_japanese(text: str) -> float:
    """The same as Japanese prose, which is a fifth kana at least; what has fewer is judged as Chinese."""
    counts = Counter(text)
    kana = sum(count for char, count in counts.items() if "\u3041" <= char <= "\u30fc")
    if kana * KANA_SHARE < sum(count for char, count in counts.items() if char > "\x7f"):
        return likelihood(text)
    return sum(count * _japanese().get(char, share(char)) for char, count in counts.items())


def likelihood_korean(text: str) -> float:
    """The same as Korean prose."""
    return sum(count * _korean().get(char, share(char)) for char, count in Counter(text).items())


@cache
def _korean() -> dict[str, float]:
    syllables = {chr(code): HANGUL_RARE for code in range(0xAC00, 0xD7A4)}
    hanja = {char: min(HANJA, share(char)) for char in _cells("euc_kr", 0xCA, 0xFD)}
    return syllables | hanja | {char: value for chars, value in KOREAN for char in chars.replace("\n", "")}


@cache
def _japanese() -> dict[str, float]:
    kanji = {char: max(KANJI, share(char)) for char in _cells("euc_jp", 0xB0, 0xCF)}
    return kanji | {chr(code): KANA for code in range(0x3041, 0x30FD)}


@cache
def common() -> frozenset[str]:
    """The characters that the rank tables name."""
    return frozenset("".join(table for table, _ in RANKS)) - {"\n"}


@cache
def _shares() -> list[float]:
    """The share of every character of the basic plane, by code point."""
    table = [NEVER] * 0x10000
    for first, last, value in RANGES:
        table[first : last + 1] = [value] * (last + 1 - first)
    levels = ((SECOND_LEVEL, _cells("gb2312", 0xD8, 0xF7) + _cells("big5", 0xC9, 0xF9)),
              (FIRST_LEVEL, _cells("gb2312", 0xB0, 0xD7) + _cells("big5", 0xA4, 0xC6)),
              (HANGUL, _cells("euc_kr", 0xB0, 0xC8)))  # fmt: skip
    for value, chars in levels:
        for char in chars:
            table[ord(char)] = value
    for chars, value in (*RANKS, *MARKS):
        for char in chars.replace("\n", ""):
            table[ord(char)] = value
    return table


def _cells(codec: str, first: int, last: int) -> str:
    """The ideographs or syllables of a code table's rows, by their first bytes."""
    rows = b"".join(bytes((lead, trail)) for lead in range(first, last + 1) for trail in range(0x40, 0xFF))
    return "".join(char for char in rows.decode(codec, "ignore") if "\u4e00" <= char <= "\ud7a3")
