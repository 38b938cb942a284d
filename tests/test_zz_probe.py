def test_s(server): print(server.address)
