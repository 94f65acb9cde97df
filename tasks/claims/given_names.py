"""Common given names of the English-language press, for "he" and "she" where no title tells; unknown names fit both."""

MALE = frozenset(
    """james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark
    donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob
    gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander
    raymond patrick jack dennis jerry peter jose henry adam douglas nathan carl arthur roger ted bernie barack
    joe marco jeb mike tim bill tom jim bob ben sam dan ken chris steve greg jeff matt tony rick newt rand
    vladimir sergei sergey dmitry dmitri mikhail alexei aleksandr ivan yuri igor nikolai oleg pavel valery
    viktor andrei boris volodymyr petro mohammed muhammad mohamed ahmed ali hassan hussein ibrahim abdullah omar
    khalid yusuf mahmoud mustafa recep benjamin yitzhak juan carlos luis pedro pablo miguel fernando francisco
    javier antonio manuel jorge alberto ricardo diego rafael emmanuel francois jean pierre jacques nicolas
    olivier hans klaus wolfgang friedrich olaf jens lars anders giuseppe giovanni matteo mario silvio antony
    keir rishi boris shinzo fumio yoshihide narendra rahul imran nawaz xi bashar kofi ban antonio jerome neil
    brett clarence elijah harry mitch chuck lindsey orrin cory julian martin lincoln""".split()
)
FEMALE = frozenset(
    """mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley
    kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia
    kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel
    carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina
    joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances
    kathryn janice jean abigail alice julia hillary chelsea melania ivanka kellyanne sonia elena ruth theresa
    angela ursula christine marine nicola kamala tulsi elizabeth huma donna debbie debra gabrielle claire susana
    carla ana lucia carmen isabel fatima aisha zahra maryam leila yulia olga natalia svetlana tatiana irina
    oksana park yuko yuriko aung jacinda sanna mette""".split()
) - {"park", "jean", "aung"}
