/** Mail providers where anybody may have an address: such a domain says nothing about a firm. */
const freeMailDomains = new Set(
  (
    'gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de live.com live.nl msn.com ' +
    'yahoo.com yahoo.co.uk yahoo.fr yahoo.de ymail.com rocketmail.com aol.com icloud.com me.com mac.com proton.me ' +
    'protonmail.com pm.me gmx.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de mail.de posteo.de ' +
    'mailbox.org orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it alice.it ' +
    'mail.ru yandex.ru yandex.com bk.ru inbox.ru list.ru qq.com 163.com 126.com sina.com naver.com daum.net ' +
    'hanmail.net rediffmail.com zoho.com zohomail.com fastmail.com fastmail.fm hey.com tutanota.com tuta.io mail.com ' +
    'btinternet.com sky.com ntlworld.com comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net ' +
    'charter.net shaw.ca rogers.com bigpond.com optusnet.com.au ziggo.nl kpnmail.nl home.nl telenet.be skynet.be ' +
    'bluewin.ch seznam.cz wp.pl o2.pl onet.pl interia.pl uol.com.br bol.com.br terra.com.br'
  ).split(' '),
);

export const isFreeMail = (domain: string): boolean => freeMailDomains.has(domain);
