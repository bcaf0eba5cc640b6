def tell(found):
    return []
