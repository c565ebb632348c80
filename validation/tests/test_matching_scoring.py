from validation.matching.scoring import among_rivals


def test_a_candidate_beside_an_equal_rival_is_less_likely_than_one_alone() -> None:
    assert among_rivals([0.6, 0.6], [0.0, 0.0])[0] < among_rivals([0.6], [0.0])[0]


def test_rivals_do_not_change_who_comes_first() -> None:
    weighed = among_rivals([0.9, 0.5, 0.1], [0.0, 0.0, 0.0])
    assert weighed == sorted(weighed, reverse=True)
