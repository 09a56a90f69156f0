only-here = Ici
vars = { $name }
loop-a = { loop-b }
loop-b = { loop-a }
lost = { -nowhere }
few = { $count ->
    [few] peu
   *[other] beaucoup
 }
a-b = x
a_b = y
titled = x
    .title = y
same = 1
same = 2
