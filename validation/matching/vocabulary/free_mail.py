"""Domains that anybody may use, so that sharing one says nothing about a customer."""

DOMAINS = frozenset(
    """
    gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com rocketmail.com
    aol.com icloud.com me.com mac.com gmx.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de
    mail.com mail.ru inbox.ru list.ru bk.ru yandex.ru yandex.com ya.ru rambler.ru ukr.net i.ua meta.ua
    abv.bg seznam.cz email.cz centrum.cz wp.pl o2.pl onet.pl interia.pl op.pl libero.it virgilio.it
    tiscali.it alice.it orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr hotmail.fr yahoo.fr
    hotmail.co.uk yahoo.co.uk btinternet.com sky.com virginmedia.com terra.com.br uol.com.br bol.com.br
    ig.com.br proton.me protonmail.com pm.me tutanota.com zoho.com fastmail.com hey.com qq.com foxmail.com
    163.com 126.com yeah.net sina.com sina.cn sohu.com aliyun.com 139.com 189.cn 21cn.com tom.com naver.com
    hanmail.net daum.net nate.com yahoo.co.jp docomo.ne.jp ezweb.ne.jp softbank.ne.jp nifty.com
    biglobe.ne.jp rediffmail.com yahoo.co.in sify.com hotmail.es yahoo.es telefonica.net comcast.net
    verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net walla.com walla.co.il bezeqint.net
    emirates.net.ae mynet.com hotmail.com.tr bluewin.ch skynet.be telenet.be facebook.com linkedin.com
    twitter.com x.com instagram.com youtube.com wikipedia.org github.io wordpress.com blogspot.com
    wixsite.com weebly.com sites.google.com google.com weixin.qq.com vk.com
    """.split()
)
